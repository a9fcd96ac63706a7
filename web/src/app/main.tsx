import "./mantine.css";
import "./tokens.css";
import "./base.css";
import "./mantine-overrides.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startI18n } from "../lib/i18n";
import { Providers } from "./providers";

await startI18n();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <Providers />
  </StrictMode>,
);
