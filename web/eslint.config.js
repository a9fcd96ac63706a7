import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const features = ["contacts", "live", "notifications", "performance"];

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/lib/api/schema.d.ts"] },
  js.configs.recommended,
  {
    files: ["src/**/*.{ts,tsx}"],
    extends: [
      ...tseslint.configs.recommendedTypeChecked,
      reactHooks.configs.flat["recommended-latest"],
      jsxA11y.flatConfigs.strict,
    ],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/only-throw-error": "off", // the router's redirect() is thrown by design
      eqeqeq: ["error", "smart"],
      // Tables of figures are ARIA grids (ui/grid.tsx); their drawn cells are no cells to a screen reader.
      "jsx-a11y/no-noninteractive-element-to-interactive-role": ["error", { table: ["grid"] }],
      "jsx-a11y/no-interactive-element-to-noninteractive-role": [
        "error",
        { tr: ["presentation"], td: ["presentation"], th: ["presentation"] },
      ],
      "jsx-a11y/no-redundant-roles": ["error", { tbody: ["rowgroup"] }],
    },
  },
  // The house rule: lib <- ui <- features <- app, and a feature never imports another one.
  layer("src/lib/**", ["**/ui/**", "**/features/**", "**/app/**"]),
  layer("src/ui/**", ["**/features/**", "**/app/**"]),
  ...features.map((feature) =>
    layer(`src/features/${feature}/**`, [
      "**/app/**",
      ...features.filter((other) => other !== feature).map((other) => `**/features/${other}/**`),
    ]),
  ),
  {
    files: ["public/boot.js"],
    languageOptions: {
      sourceType: "script",
      globals: {
        document: "readonly",
        localStorage: "readonly",
        matchMedia: "readonly",
        navigator: "readonly",
      },
    },
    rules: { "no-unused-vars": ["error", { caughtErrors: "none" }] },
  },
  {
    files: ["scripts/**/*.mjs", "*.js"],
    languageOptions: {
      globals: { process: "readonly", console: "readonly", URL: "readonly", Buffer: "readonly" },
    },
  },
);

function layer(files, forbidden) {
  return {
    files: [files],
    rules: { "no-restricted-imports": ["error", { patterns: [{ group: forbidden }] }] },
  };
}
