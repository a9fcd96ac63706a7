import { watchClicks } from "./clicks";
import { consent, identify } from "./consent";
import { readCookie } from "./device";
import { watchForms } from "./forms";
import { forget, remember } from "./identity";
import { track } from "./message";
import { view, watchPage } from "./page";
import { safely } from "./safely";
import { asksForPrivacy } from "./settings";
import { watchNetwork } from "./transport";

const commands: any = { event: track, identify, consent };
const page = self as any;
const early = page.tandem?.q || [];

const tandem: any = safely((command: string, ...given: unknown[]) => commands[command](...given));
tandem.ready = true;
page.tandem = tandem;

if (readCookie() && !asksForPrivacy) remember();
else forget();
watchNetwork();
watchPage();
watchClicks();
watchForms();
for (const call of early) tandem(...call);
view();
