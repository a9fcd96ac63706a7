/** A link to one of these is a download, as is one with the attribute `download`. */
export const downloads = /\.(pdf|(doc|xls|ppt)x?|od[pst]|csv|zip|gz|exe|dmg|mp[34])$/i;
