import { Button } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../../lib/api/session";
import { isEmpty, useWorkspace } from "../../../lib/api/workspace";
import { useScreenKeys } from "../../../lib/shortcuts";
import { EmptyWorkspace } from "../../../ui/empty-workspace";
import { OnlyFor } from "../../../ui/only-for";
import { Screen } from "../../../ui/screen";
import { type ContactSearch, exportPath } from "../contact-search";
import { AddContactDialog } from "./add-contact-dialog";
import { ContactFilters } from "./contact-filters";
import { ContactResults } from "./contact-results";
import classes from "./list.module.css";
import { SavedViews } from "./saved-views";

const route = getRouteApi("/contacts");

/** Everybody the company knows: searched, narrowed, sorted. */
export function ContactsScreen() {
  const { t } = useTranslation();
  return (
    <Screen title={t("contacts.title")} lead={t("contacts.lead")}>
      <OnlyFor any={["read_contacts"]}>
        <Contacts />
      </OnlyFor>
    </Screen>
  );
}

function Contacts() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const { data: workspace } = useWorkspace();
  const { data: session } = useSession();
  const may = (permission: "edit_contacts" | "export_contacts") =>
    session?.permissions.includes(permission) ?? false;
  const searchField = useRef<HTMLInputElement>(null);
  const [adding, setAdding] = useState(false);
  const change = (next: ContactSearch) =>
    void navigate({ to: "/contacts", search: next, replace: true, resetScroll: false });
  useScreenKeys({
    "/": () => searchField.current?.focus(),
    ...(may("edit_contacts") && { c: () => setAdding(true) }),
  });
  const empty = workspace && isEmpty(workspace);
  return (
    <>
      <Ways
        mayAdd={may("edit_contacts")}
        exported={may("export_contacts") ? exportPath(search) : undefined}
        onAdd={() => setAdding(true)}
      />
      {empty ? (
        <EmptyWorkspace />
      ) : (
        <>
          <SavedViews search={search} onChange={change} />
          <ContactFilters
            search={search}
            origins={workspace?.origins ?? []}
            searchField={searchField}
            onChange={change}
          />
          <ContactResults search={search} searchField={searchField} onChange={change} />
        </>
      )}
      <AddContactDialog opened={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function Ways({
  mayAdd,
  exported,
  onAdd,
}: {
  mayAdd: boolean;
  /** Where what the list shows is as a file, to who may have it. */
  exported: string | undefined;
  onAdd: () => void;
}) {
  const { t } = useTranslation();
  return (
    <p className={classes.ways}>
      {mayAdd && (
        <Button variant="default" size="xs" onClick={onAdd}>
          {t("contacts.add")}
        </Button>
      )}
      {exported && (
        <Button
          component="a"
          variant="default"
          size="xs"
          href={exported}
          title={t("contacts.export_text")}
        >
          {t("contacts.export")}
        </Button>
      )}
    </p>
  );
}
