interface Named {
  first_name: string;
  last_name: string;
  email: string;
}

/** What a contact is called: its name, else its address; empty when neither is known. */
export const contactName = ({ first_name, last_name, email }: Named) =>
  `${first_name} ${last_name}`.trim() || email;

/** Where a contact's page is. */
export const contactPath = (id: string) => `/contacts/${id}`;
