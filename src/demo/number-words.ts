const UNITS = ['', 'SATU', 'DUA', 'TIGA', 'EMPAT', 'LIMA', 'ENAM', 'TUJUH', 'DELAPAN', 'SEMBILAN'] as const;

/**
 * The number in Indonesian words and capitals, as the paper asks for beside the boxes: 348 is "TIGA RATUS EMPAT PULUH DELAPAN".
 * @param count a whole number from 0 to 999,999,999
 */
export function numberWords(count: number): string {
  if (!Number.isInteger(count) || count < 0 || count > 999_999_999) throw new RangeError(`no words for ${count}`);
  if (count === 0) return 'NOL';
  const millions = Math.floor(count / 1_000_000);
  const thousands = Math.floor(count / 1000) % 1000;
  return [
    millions > 0 ? `${belowThousand(millions)} JUTA` : '',
    // One thousand is "seribu", but a million is "satu juta".
    thousands === 1 ? 'SERIBU' : thousands > 1 ? `${belowThousand(thousands)} RIBU` : '',
    belowThousand(count % 1000),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function belowThousand(count: number): string {
  const hundreds = Math.floor(count / 100);
  const head = hundreds === 1 ? 'SERATUS' : hundreds > 1 ? `${UNITS[hundreds]} RATUS` : '';
  return [head, belowHundred(count % 100)].filter((part) => part !== '').join(' ');
}

function belowHundred(count: number): string {
  if (count < 10) return UNITS[count] as string;
  if (count === 10) return 'SEPULUH';
  if (count === 11) return 'SEBELAS';
  if (count < 20) return `${UNITS[count - 10]} BELAS`;
  const unit = UNITS[count % 10] as string;
  return `${UNITS[Math.floor(count / 10)]} PULUH${unit === '' ? '' : ` ${unit}`}`;
}
