import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../../lib/api/client";
import { Command } from "../../ui/command";
import { CopyButton } from "../../ui/copy-button";
import { accountKey } from "./account-key";
import classes from "./fields.module.css";
import listClasses from "./members.module.css";
import { refusalOf, Submit } from "./submit";

/** Switching one-time codes on (with a proof that the app has the key) and off. */
export function OneTimeCode({ isOn, codesLeft }: { isOn: boolean; codesLeft: number }) {
  const { t } = useTranslation();
  const begin = useMutation({
    mutationFn: () => bodyOf(api.POST("/api/v1/account/one_time_code", { body: {} })),
  });
  const [recovery, setRecovery] = useState<string[]>();
  if (recovery) return <RecoveryCodes codes={recovery} onDone={() => setRecovery(undefined)} />;
  if (isOn) return <TurnOff codesLeft={codesLeft} />;
  if (begin.data) {
    return (
      <TurnOn
        address={begin.data.address}
        onDone={(codes) => {
          begin.reset();
          setRecovery(codes);
        }}
      />
    );
  }
  return (
    <div className={classes.form}>
      <p className={classes.note}>{t("account.code_off")}</p>
      <div>
        <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
          {t("account.code_begin")}
        </Button>
      </div>
    </div>
  );
}

interface TurnOnProps {
  /** otpauth://, which apps understand; it holds the key. */
  address: string;
  onDone: (recoveryCodes: string[]) => void;
}

function TurnOn({ address, onDone }: TurnOnProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [given, setGiven] = useState({ code: "", password: "" });
  const secret = new URL(address).searchParams.get("secret") ?? "";
  const turnOn = useMutation({
    mutationFn: () =>
      bodyOf(api.PUT("/api/v1/account/one_time_code", { body: { key: secret, ...given } })),
    onSuccess: ({ recovery_codes }) => {
      onDone(recovery_codes);
      void client.invalidateQueries({ queryKey: accountKey });
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        turnOn.mutate();
      }}
    >
      <p className={classes.note}>{t("account.code_key")}</p>
      <Command>{secret}</Command>
      <p>
        <a href={address}>{t("account.code_open")}</a>
      </p>
      <TextInput
        label={t("account.code_shown")}
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        value={given.code}
        onChange={(event) => setGiven({ ...given, code: event.currentTarget.value })}
        error={refusalOf(turnOn.error, "code")}
      />
      <PasswordInput
        label={t("account.current_password")}
        autoComplete="current-password"
        required
        value={given.password}
        onChange={(event) => setGiven({ ...given, password: event.currentTarget.value })}
        error={refusalOf(turnOn.error, "password")}
        visibilityToggleButtonProps={{ "aria-label": t("access.show_password") }}
      />
      <Submit error={turnOn.error} fields={["code", "password"]} busy={turnOn.isPending}>
        {t("account.code_turn_on")}
      </Submit>
    </form>
  );
}

function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.form} role="status">
      <p>{t("account.recovery")}</p>
      <ul className={listClasses.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div>
        <CopyButton text={() => codes.join("\n")} label={t("account.recovery_copy")} />
        <Button variant="default" size="compact-sm" onClick={onDone}>
          {t("account.recovery_done")}
        </Button>
      </div>
    </div>
  );
}

function TurnOff({ codesLeft }: { codesLeft: number }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const turnOff = useMutation({
    mutationFn: () => api.POST("/api/v1/account/one_time_code/removal", { body: { password } }),
    onSuccess: () => client.invalidateQueries({ queryKey: accountKey }),
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        turnOff.mutate();
      }}
    >
      <p className={classes.note}>{t("account.code_on", { count: codesLeft })}</p>
      <PasswordInput
        label={t("account.password_to_turn_off")}
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={refusalOf(turnOff.error, "password")}
        visibilityToggleButtonProps={{ "aria-label": t("access.show_password") }}
      />
      <Submit error={turnOff.error} fields={["password"]} busy={turnOff.isPending}>
        {t("account.code_turn_off")}
      </Submit>
    </form>
  );
}
