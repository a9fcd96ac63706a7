// The page comes first: nothing of ours throws into it, and nothing of its own waits for us.

/** The same function, which returns nothing where it would have thrown: `safely(JSON.parse)("{")`. */
export const safely =
  <A extends unknown[], R>(run: (...args: A) => R) =>
  (...args: A): R | undefined => {
    try {
      return run(...args);
    } catch {
      // Storage that is blocked, a page that changed what we rely on: the page goes on without us.
    }
  };

/** Hears of an event before the page does, so that a page that stops it hides nothing. */
export const on = (type: string, hear: (event: any) => void) =>
  addEventListener(type, safely(hear), true);
