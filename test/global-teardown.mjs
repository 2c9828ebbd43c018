export default async function teardown() {
  await globalThis.habeasTestServer?.stop();
}
