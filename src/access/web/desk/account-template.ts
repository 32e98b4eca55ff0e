/** A file to fill in, with one line as an example: semicolons, so that an Indonesian Excel opens it in columns. */
export function accountTemplate(village: string): Blob {
  const lines = ['name;role;region;from;until;phone', `Siti Aminah;operator desa;${village};;;0812-0000-0000`];
  return new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' });
}

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The bytes of a chosen file under a type that the server takes; systems without Excel often name none. */
export function fileBody(file: File): Blob {
  return new Blob([file], { type: /\.xlsx$/i.test(file.name) ? EXCEL : 'text/csv' });
}
