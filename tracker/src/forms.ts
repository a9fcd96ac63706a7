// Forms marked data-tandem-form, read when they are submitted and before the page handles them.
import { track } from "./message";
import { on } from "./safely";

/** Fields that are never read. */
const secret =
  "[type=password],[type=file],[autocomplete*=password],[autocomplete*=cc-],[data-tandem-ignore]";

const submitted = ({ target }: { target: HTMLFormElement }) => {
  const marked = target.dataset.tandemForm;
  if (marked == null) return;
  const data = new FormData(target);
  for (const field of target.elements as Iterable<any>)
    if (field.closest(secret)) data.delete(field.name);
  const fields: Record<string, string> = {};
  data.forEach((_, name) => (fields[name] = data.getAll(name).join(", ")));
  // Not target.id: a field may be called that.
  const form = marked || target.getAttribute("id");
  track("Form Submitted", { form, fields });
};

export const watchForms = () => on("submit", submitted);
