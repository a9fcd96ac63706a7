import { PasswordInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  label: string;
  /** A password being chosen: says the rule, and lets password managers propose one. */
  isNew?: boolean;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
}

export function PasswordField({ label, isNew = false, value, onChange, error }: Props) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={label}
      description={isNew ? t("access.password_rule") : undefined}
      autoComplete={isNew ? "new-password" : "current-password"}
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      visibilityToggleButtonProps={{ "aria-label": t("access.show_password") }}
    />
  );
}
