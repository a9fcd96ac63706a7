import { Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../../../lib/api/client";
import { refusalOf, Submit } from "../../../ui/submit";
import { contactChanged } from "../queries";
import classes from "./list.module.css";

const fields = ["first_name", "last_name", "email", "phone", "title"] as const;
type Field = (typeof fields)[number];
const nobody: Record<Field, string> = {
  first_name: "",
  last_name: "",
  email: "",
  phone: "",
  title: "",
};

/** Adds one contact by hand and opens its page. */
export function AddContactDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [wanted, setWanted] = useState(nobody);
  const add = useMutation({
    mutationFn: () => bodyOf(api.POST("/api/v1/contacts", { body: wanted })),
    onSuccess: async ({ id }) => {
      setWanted(nobody);
      onClose();
      await contactChanged(client, id);
      await navigate({ to: "/contacts/$id", params: { id } });
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("contacts.add")}
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        {fields.map((field) => (
          <TextInput
            key={field}
            label={t(`contact_field.${field}`)}
            type={field === "email" ? "email" : field === "phone" ? "tel" : "text"}
            data-autofocus={field === "first_name" || undefined}
            value={wanted[field]}
            onChange={(event) => setWanted({ ...wanted, [field]: event.currentTarget.value })}
            error={refusalOf(add.error, field)}
          />
        ))}
        <Submit error={add.error} fields={fields} busy={add.isPending}>
          {t("contacts.add_it")}
        </Submit>
      </form>
    </Modal>
  );
}
