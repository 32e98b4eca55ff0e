import type { Static } from 'typebox';
import type { createAccountsContract } from '#access/contract/accounts.ts';
import type { Text } from '#kernel/problem.ts';

export type RowError = Static<(typeof createAccountsContract)['response']>['errors'][number];

export function rowErrorText({ message, message_en }: Pick<RowError, 'message' | 'message_en'>): Text {
  return { id: message, en: message_en };
}
