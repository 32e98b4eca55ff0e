import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { wrongInput } from '#platform/http/problems.ts';
import type { AccessDesk } from '../access-desk.ts';
import { importAccountsContract } from '../contract/accounts.ts';
import { sendRefusal } from '../http/refuse.ts';
import { actorOf } from '../http/request-actor.ts';
import { importAccountBytes } from '../import-file.ts';

const FILE_BYTES_MAX = 5 * 1024 * 1024;

/** The file comes as it is, as the body; what it is its own first bytes say. Only this route takes such bodies. */
export function accountFileRoutes(server: FastifyInstance, desk: AccessDesk): void {
  server.register(async (scope) => {
    const app = scope.withTypeProvider<TypeBoxTypeProvider>();
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: FILE_BYTES_MAX },
      async (_: unknown, body: Buffer) => body,
    );
    app.post(
      importAccountsContract.path,
      { schema: { querystring: importAccountsContract.query }, bodyLimit: FILE_BYTES_MAX },
      async (request, reply) => {
        if (!Buffer.isBuffer(request.body))
          return sendRefusal(
            reply,
            wrongInput({ id: 'isinya harus berkas CSV atau Excel', en: 'its content must be a CSV or Excel file' }),
          );
        const options = { actor: actorOf(request), dryRun: request.query.dryRun ?? false };
        const imported = await importAccountBytes(desk, request.body, options);
        if (!imported.ok) return sendRefusal(reply, imported.problem);
        return reply.header('cache-control', 'no-store').send(imported.value);
      },
    );
  });
}
