// What is kept on this device, all of it only with consent: a cookie with the id, so that it holds for the whole domain,
// and one entry of localStorage. Where a browser blocks them, reading finds nothing and writing does nothing.
import { safely } from "./safely";

/** 104 random bits as digits, which browsers seed from what nobody knows; at most 50 characters. */
export const random = () => [1, 2].map(Math.random).join("");

export const readCookie = safely(() => /\btandem=([^;]+)/.exec(document.cookie)?.[1]);

/**
 * For the widest domain that the browser allows: of www.shop.example.co.uk it refuses uk and co.uk, and takes
 * example.co.uk. With 0 seconds it goes from all of them.
 */
export const writeCookie = safely((value: string | number, seconds: number) =>
  location.hostname.split(".").some((_, i, labels) => {
    document.cookie = `tandem=${value};max-age=${seconds};path=/;domain=${labels.slice(~i).join(".")}`;
    return readCookie();
  }),
);

/** Without a value the entry goes. */
export const keep = safely((value?: object) => {
  if (value) localStorage.tandem = JSON.stringify(value);
  else delete localStorage.tandem;
});

export const kept = safely(() => JSON.parse(localStorage.tandem));
