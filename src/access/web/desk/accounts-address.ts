/** The part of the page's address that is about people. */
export type AccountsAt = { readonly page: string | null; readonly account: string | null };
export type AccountsMove = {
  readonly page?: 'accounts' | 'phones' | 'new-account' | 'account-file' | null;
  readonly account?: string | null;
};
