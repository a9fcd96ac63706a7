import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSession } from "../../lib/api/session";
import classes from "./fields.module.css";
import { isProviderProblem } from "./provider-problem";

/** The way in by the company's own provider, and why it did not lead in the last time. */
export function ProviderSignIn({ to, problem }: { to: string; problem: string | undefined }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const name = session?.single_sign_on;
  return (
    <>
      <div role="alert">
        {problem && (
          <p className={classes.refusal}>
            {t(`provider_problem.${isProviderProblem(problem) ? problem : "mistrusted"}`)}
          </p>
        )}
      </div>
      {name && (
        <>
          {/* Leaves the app: the server sends the browser on to the provider. */}
          <Button
            component="a"
            variant="default"
            href={`/api/v1/single_sign_on/start?to=${encodeURIComponent(to)}`}
          >
            {t("access.sign_in_with", { name })}
          </Button>
          <p className={classes.or}>{t("access.or_password")}</p>
        </>
      )}
    </>
  );
}
