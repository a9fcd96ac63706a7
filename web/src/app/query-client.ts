import { QueryClient } from "@tanstack/react-query";
import { Problem } from "../lib/api/problem";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // A refusal will be the same the second time. The screens ask again by themselves every few seconds anyway.
      retry: (failures, error) =>
        failures < 1 && !(error instanceof Problem && error.kind === "refused"),
      retryDelay: 500,
      // "The server does not answer" is said in words; the browser's idea of being offline does not matter to a server
      // on this very machine.
      networkMode: "always",
    },
  },
});
