import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { HintProvider } from "../ui/hint";
import { queryClient } from "./query-client";
import { router } from "./router";
import { colorSchemeManager, theme } from "./theme";

/**
 * Mantine would write its variables and helper classes into <style> elements; the content security policy allows only
 * stylesheets of our own, so both come from tokens.css instead.
 */
export function Providers() {
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <HintProvider>
          <RouterProvider router={router} />
        </HintProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
