import { Select } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ContactRecord } from "../../../lib/api/answers";
import { api, bodyOf } from "../../../lib/api/client";
import { membersQuery } from "../../../lib/api/members";
import { Refusal } from "../../../ui/submit";
import { contactChanged, contactQuery } from "../queries";

/** Who follows up; assigning takes effect at once. */
export function OwnerSelect({ record }: { record: ContactRecord }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data } = useQuery(membersQuery);
  const { id, owner_id } = record.contact;
  const assign = useMutation({
    mutationFn: (member_id: string | null) =>
      bodyOf(
        api.PUT("/api/v1/contacts/{id}/owner", { params: { path: { id } }, body: { member_id } }),
      ),
    onSuccess: async (saved) => {
      client.setQueryData(contactQuery(id).queryKey, saved);
      await contactChanged(client, id);
    },
  });
  const members = (data?.members ?? []).filter(
    (member) => member.state !== "disabled" || member.id === owner_id,
  );
  return (
    <>
      <Select
        size="xs"
        aria-label={t("contact_column.owner")}
        placeholder={t("contacts.nobody")}
        clearable
        searchable
        disabled={assign.isPending}
        data={members.map((member) => ({ value: member.id, label: member.name }))}
        value={owner_id}
        onChange={(member) => assign.mutate(member)}
      />
      <Refusal error={assign.error} />
    </>
  );
}
