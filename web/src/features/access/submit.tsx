export { fieldOf, Refusal, refusalOf, Submit } from "../../ui/submit";
