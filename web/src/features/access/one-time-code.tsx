import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../../lib/api/client";
import { Command } from "../../ui/command";
import { CopyButton } from "../../ui/copy-button";
import { QrCode } from "../../ui/qr-code";
import classes from "./fields.module.css";
import listClasses from "./members.module.css";
import { PasswordField } from "./password-field";
import { accountQuery } from "./queries";
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
        secret={begin.data.key}
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
  secret: string;
  /** otpauth://, which apps on this device open. */
  address: string;
  onDone: (recoveryCodes: string[]) => void;
}

function TurnOn({ secret, address, onDone }: TurnOnProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [given, setGiven] = useState({ code: "", password: "" });
  const turnOn = useMutation({
    mutationFn: () =>
      bodyOf(api.PUT("/api/v1/account/one_time_code", { body: { key: secret, ...given } })),
    onSuccess: ({ recovery_codes }) => {
      onDone(recovery_codes);
      void client.invalidateQueries(accountQuery);
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
      <p className={classes.note}>{t("account.code_scan")}</p>
      <QrCode label={t("account.qr")}>{address}</QrCode>
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
      <PasswordField
        label={t("account.current_password")}
        value={given.password}
        onChange={(password) => setGiven({ ...given, password })}
        error={refusalOf(turnOn.error, "password")}
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
    onSuccess: () => client.invalidateQueries(accountQuery),
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
      <PasswordField
        label={t("account.password_to_turn_off")}
        value={password}
        onChange={setPassword}
        error={refusalOf(turnOff.error, "password")}
      />
      <Submit error={turnOff.error} fields={["password"]} busy={turnOff.isPending}>
        {t("account.code_turn_off")}
      </Submit>
    </form>
  );
}
