import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../lib/api/client";
import { useSession } from "../../lib/api/session";
import classes from "./shell.module.css";

/** Who is signed in, and the way out. */
export function SignedIn({ onNavigate }: { onNavigate?: () => void }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const signOut = useMutation({
    mutationFn: () => api.DELETE("/api/v1/session"),
    // A fresh page: nothing of what the member saw stays in memory.
    onSuccess: () => window.location.assign("/sign-in"),
  });
  if (!session?.member) return null;
  return (
    <span className={classes.member}>
      <Link to="/account" title={session.member.email} onClick={onNavigate}>
        {session.member.name}
      </Link>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        loading={signOut.isPending}
        onClick={() => signOut.mutate()}
      >
        {t("access.sign_out")}
      </Button>
    </span>
  );
}
