import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Token } from "../../lib/api/answers";
import { useFormat } from "../../lib/format/use-format";
import { ConfirmRevoke } from "./confirm-revoke";
import classes from "./members.module.css";
import { isScope } from "./scopes";

interface Props {
  tokens: readonly Token[];
  /** Says whose each is. */
  owners?: boolean;
  onRevoke: (id: string) => void;
}

export function TokenTable({ tokens, owners = false, onRevoke }: Props) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Token>();
  const columns = ["name", "scopes", ...(owners ? (["owner"] as const) : []), "state", "actions"];
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            {(columns as ("name" | "scopes" | "owner" | "state" | "actions")[]).map((column) => (
              <th key={column} scope="col">
                {t(`tokens.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <TokenRow
              key={token.id}
              token={token}
              owners={owners}
              onRevoke={() => setAsked(token)}
            />
          ))}
        </tbody>
      </table>
      <ConfirmRevoke
        name={asked?.name}
        onCancel={() => setAsked(undefined)}
        onRevoke={() => {
          if (asked) onRevoke(asked.id);
          setAsked(undefined);
        }}
      />
    </>
  );
}

function TokenRow({
  token,
  owners,
  onRevoke,
}: {
  token: Token;
  owners: boolean;
  onRevoke: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const day = (at: string) => format.date(at.slice(0, 10));
  return (
    <tr data-disabled={token.revoked_at ? true : undefined}>
      <th scope="row">
        {token.name}
        <span className={classes.email}>{t("tokens.created", { day: day(token.created_at) })}</span>
      </th>
      <td>
        {token.scopes.filter(isScope).map((scope) => (
          <span key={scope} className={classes.scope}>
            {t(`scope.${scope}`)}
          </span>
        ))}
      </td>
      {owners && <td>{token.member_name ?? t("tokens.integration")}</td>}
      <td>
        {token.revoked_at
          ? t("tokens.revoked", { day: day(token.revoked_at) })
          : token.last_used_at
            ? t("tokens.used", { day: day(token.last_used_at) })
            : t("tokens.never_used")}
      </td>
      <td className={classes.buttons}>
        {!token.revoked_at && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={t("tokens.revoke_of", { name: token.name })}
            onClick={onRevoke}
          >
            {t("tokens.revoke")}
          </Button>
        )}
      </td>
    </tr>
  );
}
