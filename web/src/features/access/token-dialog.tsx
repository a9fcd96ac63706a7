import { Checkbox, Modal, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../../lib/api/client";
import { useSession } from "../../lib/api/session";
import classes from "./fields.module.css";
import { isScope, type Scope, scopes } from "./scopes";
import { refusalOf, Submit } from "./submit";

export interface MadeToken {
  name: string;
  secret: string;
}

interface Props {
  /** "own" acts for the member; "integration" for nobody. */
  owner: "own" | "integration";
  opened: boolean;
  onClose: () => void;
  onMade: (token: MadeToken) => void;
}

const nothing: { name: string; scopes: Scope[] } = { name: "", scopes: [] };

export function TokenDialog({ owner, opened, onClose, onMade }: Props) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [wanted, setWanted] = useState(nothing);
  const make = useMutation({
    mutationFn: () =>
      bodyOf(
        owner === "own"
          ? api.POST("/api/v1/account/tokens", { body: wanted })
          : api.POST("/api/v1/tokens", { body: wanted }),
      ),
    onSuccess: ({ token, secret }) => {
      setWanted(nothing);
      onMade({ name: token.name, secret });
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(owner === "own" ? "tokens.new" : "tokens.new_integration")}
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <TextInput
          label={t("tokens.name")}
          description={t("tokens.name_text")}
          required
          value={wanted.name}
          onChange={(event) => setWanted({ ...wanted, name: event.currentTarget.value })}
          error={refusalOf(make.error, "name")}
        />
        <Checkbox.Group
          label={t("tokens.scopes")}
          value={wanted.scopes}
          onChange={(chosen) => setWanted({ ...wanted, scopes: chosen.filter(isScope) })}
          error={refusalOf(make.error, "scopes")}
        >
          <div className={classes.boxes}>
            {scopes
              .filter((scope) => session?.permissions.includes(scope))
              .map((scope) => (
                <Checkbox key={scope} value={scope} label={t(`scope.${scope}`)} />
              ))}
          </div>
        </Checkbox.Group>
        <Submit error={make.error} fields={["name", "scopes"]} busy={make.isPending}>
          {t("tokens.create")}
        </Submit>
      </form>
    </Modal>
  );
}
