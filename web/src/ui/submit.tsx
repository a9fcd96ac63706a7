import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../lib/api/problem";
import classes from "./submit.module.css";

/** A form's last line: why it was refused, unless a field says so itself, and the button. */
export function Submit({
  error,
  fields = [],
  busy,
  children,
}: {
  error: Error | null;
  /** Of the request, that show their refusal beside themselves. */
  fields?: readonly string[];
  busy: boolean;
  children: ReactNode;
}) {
  const ownField = error instanceof Problem && fields.includes(error.field);
  return (
    <>
      <Refusal error={ownField ? null : error} />
      <Button type="submit" className={classes.submit} loading={busy}>
        {children}
      </Button>
    </>
  );
}

/** Why something was refused, read out when it appears. */
export function Refusal({ error }: { error: Error | null }) {
  const { t } = useTranslation();
  const detail = error instanceof Problem && error.detail ? error.detail : t("state.failed_text");
  return (
    <div role="alert">
      {error && (
        <p className={classes.refusal}>
          {error instanceof Problem && error.kind === "unreachable"
            ? t("state.unreachable_title")
            : sentence(detail)}
        </p>
      )}
    </div>
  );
}

/** The server's refusals are clauses: "the password is not right". */
const sentence = (clause: string) => clause.charAt(0).toUpperCase() + clause.slice(1) + ".";

/** The field that the refusal is about; empty for none. */
export const fieldOf = (error: Error | null) => (error instanceof Problem ? error.field : "");

/** What a field says of the refusal, when it is its own. */
export const refusalOf = (error: Error | null, field: string) =>
  error instanceof Problem && error.field === field ? sentence(error.detail) : undefined;
