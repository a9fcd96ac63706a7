import { createTheme, localStorageColorSchemeManager } from "@mantine/core";

/** The key is also read by public/boot.js, which sets the scheme before the first paint. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: "tandem.theme" });

/**
 * Colours, fonts and radii live in tokens.css. Focus is shown by one rule for the whole app (base.css); nothing moves
 * for those who asked for that.
 */
export const theme = createTheme({
  focusClassName: "focus-visible",
  respectReducedMotion: true,
  components: {
    // Every field of our forms is needed; what is not says so.
    InputWrapper: { defaultProps: { withAsterisk: false } },
    Select: {
      defaultProps: { comboboxProps: { transitionProps: { duration: 80 }, shadow: "md" } },
    },
    Modal: { defaultProps: { lockScroll: false, transitionProps: { duration: 100 } } },
    Drawer: { defaultProps: { lockScroll: false, transitionProps: { duration: 120 } } },
  },
});
