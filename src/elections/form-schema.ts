import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });
const Row = Type.String({ pattern: '^[IVX]+(\\.[A-Z0-9]+)*$' });
const Field = Type.String({ pattern: '^[a-z][a-z_]{0,59}$' });
const Digits = Type.Integer({ minimum: 1, maximum: 7 });
const Words = Type.Object({ id: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed);

const FormRowSchema = Type.Object(
  { row: Row, field: Field, split: Type.Optional(Type.Boolean()), digits: Type.Optional(Digits) },
  closed,
);

const FormSectionSchema = Type.Object(
  {
    row: Row,
    label: Type.String(),
    rows: Type.Optional(Type.Array(FormRowSchema, { minItems: 1 })),
    candidates: Type.Optional(Type.Literal(true)),
  },
  closed,
);

/** data/reference/forms/*.json. `note` says how far the form itself was seen. */
export const FormFileSchema = Type.Object(
  {
    id: Id,
    title: Words,
    labels: Id,
    digits: Digits,
    note: Type.String(),
    sections: Type.Array(FormSectionSchema, { minItems: 1 }),
  },
  closed,
);

/** data/reference/labels/*.json: a word for each field and each section. */
export const LabelFileSchema = Type.Object(
  { id: Id, title: Words, note: Type.String(), labels: Type.Record(Type.String(), Words) },
  closed,
);

export type FormFile = Static<typeof FormFileSchema>;
export type LabelFile = Static<typeof LabelFileSchema>;
