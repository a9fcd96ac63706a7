export { OnlyFor } from "../../ui/only-for";
