import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../lib/api/client";
import { Answer } from "../../ui/answer";
import { Command } from "../../ui/command";
import { Message } from "../../ui/message";
import { TableSkeleton } from "../../ui/table-skeleton";
import classes from "./members.module.css";
import { ownTokensQuery, tokensQuery } from "./queries";
import { Refusal } from "./submit";
import { type MadeToken, TokenDialog } from "./token-dialog";
import { TokenTable } from "./token-table";

/** A member's own tokens; or everybody's, where new ones are an integration's. */
export function Tokens({ of }: { of: "own" | "everybody" }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<MadeToken>();
  const own = of === "own";
  const tokens = useQuery(own ? { ...ownTokensQuery } : { ...tokensQuery });
  const again = () =>
    Promise.all([client.invalidateQueries(ownTokensQuery), client.invalidateQueries(tokensQuery)]);
  const revoke = useMutation({
    mutationFn: (id: string) =>
      own
        ? api.DELETE("/api/v1/account/tokens/{id}", { params: { path: { id } } })
        : api.DELETE("/api/v1/tokens/{id}", { params: { path: { id } } }),
    onSettled: again,
  });
  return (
    <>
      <p className={classes.actions}>
        <Button variant="default" size="xs" onClick={() => setMaking(true)}>
          {t(own ? "tokens.new" : "tokens.new_integration")}
        </Button>
      </p>
      {made && (
        <section className={classes.link} role="status">
          <p>{t("tokens.secret", { name: made.name })}</p>
          <Command>{made.secret}</Command>
          <Button variant="default" size="compact-sm" onClick={() => setMade(undefined)}>
            {t("tokens.kept")}
          </Button>
        </section>
      )}
      <Refusal error={revoke.error} />
      <Answer query={tokens} skeleton={<TableSkeleton rows={3} />}>
        {(data) =>
          data.tokens.length === 0 ? (
            own ? null : (
              <Message title={t("tokens.none")}>
                <p>{t("tokens.none_text")}</p>
              </Message>
            )
          ) : (
            <TokenTable tokens={data.tokens} owners={!own} onRevoke={(id) => revoke.mutate(id)} />
          )
        }
      </Answer>
      <TokenDialog
        owner={own ? "own" : "integration"}
        opened={making}
        onClose={() => setMaking(false)}
        onMade={(token) => {
          setMaking(false);
          setMade(token);
          void again();
        }}
      />
    </>
  );
}
