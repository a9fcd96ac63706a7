/** A mark of a campaign or of an advertisement in an address. */
export const campaign = /[?&](utm_|\w*(clk?|bra|fat_)id=)/;
