import type { Page } from 'playwright-core';

/** The next unfinished paper, each box typed in turn, the rest answered as zero. */
export async function fillNext(page: Page, votes: readonly [string, string], invalid: string): Promise<void> {
  await page.locator('a.main-act').click();
  await page.waitForSelector('#box-candidate_1');
  const sum = String(Number(votes[0]) + Number(votes[1]));
  const all = String(Number(sum) + Number(invalid));
  const pairs = await page.locator('[id^="box-candidate_"]').count();
  for (let pair = 0; pair < pairs; pair++) await page.fill(`#box-candidate_${pair + 1}`, votes[pair] ?? '0');
  await page.fill('#box-valid_votes', sum);
  await page.fill('#box-invalid_votes', invalid);
  await page.fill('#box-total_votes', all);
  await page.locator('#box-total_votes').press('Enter');
}

/** From the last box to the phone's own storage: what is empty stays empty. */
export async function saveForm(page: Page): Promise<void> {
  const save = page.getByRole('button', { name: 'Simpan', exact: true });
  const leaveEmpty = page.getByRole('button', { name: 'Tidak, biarkan kosong' });
  await page.getByRole('button', { name: 'Lanjut', exact: true }).click();
  await save.or(leaveEmpty).first().waitFor();
  if (await leaveEmpty.isVisible()) await leaveEmpty.click();
  await save.click();
  await page.getByText('tersimpan di HP').waitFor();
}
