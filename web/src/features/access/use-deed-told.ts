import { useTranslation } from "react-i18next";
import type { AuditLine } from "../../lib/api/answers";
import { isRole } from "./roles";

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};
const textOf = (value: unknown) => (typeof value === "string" ? value : "");

/** Whoever can read the data directory, not somebody at an address. */
export const isCommandLine = (line: AuditLine) => line.address === "command line";

/** Tells a line of the log as a sentence: "Claire changed the role of Paul". */
export function useDeedTold() {
  const { t } = useTranslation();

  const roleName = (role: unknown) => {
    const name = textOf(role);
    return isRole(name) ? t(`role.${name}`) : name;
  };

  return (line: AuditLine): string => {
    const detail = fieldsOf(line.detail);
    const [before, after] = [fieldsOf(detail.before), fieldsOf(detail.after)];
    const who =
      line.member_name ??
      (line.token_name
        ? t("audit.an_integration", { token: line.token_name })
        : t(isCommandLine(line) ? "audit.the_command_line" : "audit.somebody"));
    const whom = line.record_name ?? (textOf(detail.name) || t("audit.unknown"));
    const themselves = line.member_id !== null && line.member_id === line.record_id;

    if (line.deed === "member_changed") {
      if (before.role !== after.role) {
        const roles = { before: roleName(before.role), after: roleName(after.role) };
        return t("deed_told.role_changed", { who, whom, ...roles });
      }
      if (before.team !== after.team) return t("deed_told.team_changed", { who, whom });
      if (before.name !== after.name) {
        const names = { before: textOf(before.name), after: textOf(after.name) };
        return t("deed_told.name_changed", { who, ...names });
      }
    }
    if (line.deed === "sign_in_refused" && line.record_name) {
      return t("deed_told.sign_in_refused_for", { whom });
    }
    if (themselves && line.deed === "password_changed") {
      return t("deed_told.own_password_changed", { who });
    }
    if (themselves && line.deed === "one_time_code_off") {
      return t("deed_told.own_one_time_code_off", { who });
    }
    return t(`deed_told.${line.deed}`, { who, whom });
  };
}
