import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Codes } from "../src/lib/bindings";
import { RollingCodes } from "../src/lib/codes.svelte";

const unexpected = (thrown: unknown) => expect.unreachable(String(thrown));

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

/** Codes with a period of 30 s at the fake time, as the backend would return them. */
function answer(ids: string[]): Codes {
  const left = 30_000 - (performance.now() % 30_000);
  const step = Math.floor(performance.now() / 30_000);
  return {
    codes: ids.map((id) => ({ id, code: `${id}${step}`, next: `${id}${step + 1}`, remaining_ms: left, period: 30 })),
    refresh_in_ms: ids.length ? left : null,
  };
}

it("requests codes once for a view and once at each time step", async () => {
  const ask = vi.fn(async (ids: string[]) => answer(ids));
  const rolling = new RollingCodes(ask, unexpected);
  rolling.show(["a", "b"]);
  rolling.show(["a", "b"]);
  await vi.advanceTimersByTimeAsync(29_900);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(rolling.code("a")?.code).toBe("a0");
  await vi.advanceTimersByTimeAsync(200);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(rolling.code("b")?.code).toBe("b1");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(4);
  rolling.stop();
});

it("counts down once a second", async () => {
  const rolling = new RollingCodes(async (ids) => answer(ids), unexpected);
  await vi.advanceTimersByTimeAsync(27_300);
  rolling.show(["a"]);
  await vi.advanceTimersByTimeAsync(0);
  expect(rolling.seconds("a")).toBe(3);
  expect(rolling.shared(30)).toBe(3);
  expect(rolling.shared(60)).toBeNull();
  await vi.advanceTimersByTimeAsync(750);
  expect(rolling.seconds("a")).toBe(2);
  expect(rolling.seconds("elsewhere")).toBeNull();
  rolling.stop();
});

it("hides a code that required the PIN once it expires, or after half a minute", async () => {
  const rolling = new RollingCodes(async (ids) => answer(ids), unexpected);
  const code = { id: "asks", code: "123456", next: null, remaining_ms: 12_500, period: 30 };
  rolling.show(["a"]);
  await vi.advanceTimersByTimeAsync(1_000);
  rolling.reveal(code);
  expect(rolling.seconds("asks")).toBe(13);
  await vi.advanceTimersByTimeAsync(12_000);
  await rolling.refresh();
  expect(rolling.code("asks")?.code).toBe("123456");
  expect(rolling.seconds("asks")).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(rolling.code("asks")).toBeUndefined();
  rolling.reveal({ ...code, remaining_ms: null, period: null });
  await vi.advanceTimersByTimeAsync(29_000);
  expect(rolling.code("asks")).toBeDefined();
  await vi.advanceTimersByTimeAsync(1_500);
  expect(rolling.code("asks")).toBeUndefined();
  expect(rolling.code("a")).toBeDefined();
  rolling.reveal(code);
  rolling.stop();
  expect(rolling.code("asks")).toBeUndefined();
});

it("requests only the newest view after a pending request", async () => {
  const ask = vi.fn(async (ids: string[]) => {
    await new Promise((done) => setTimeout(done, 100));
    return answer(ids);
  });
  const rolling = new RollingCodes(ask, unexpected);
  for (const id of ["a", "b", "c"]) rolling.show([id]);
  await vi.advanceTimersByTimeAsync(250);
  expect(ask.mock.calls.map(([ids]) => ids)).toEqual([["a"], ["c"]]);
  expect(rolling.code("c")).toBeDefined();
  expect(rolling.code("a")).toBeUndefined();
  rolling.stop();
});

it("keeps nothing once it is stopped, not even a pending answer", async () => {
  const ask = vi.fn(async (ids: string[]) => {
    await new Promise((done) => setTimeout(done, 100));
    return answer(ids);
  });
  const rolling = new RollingCodes(ask, unexpected);
  rolling.show(["a"]);
  rolling.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(rolling.code("a")).toBeUndefined();
  expect(ask).toHaveBeenCalledTimes(1);
});

it("tries again a second after a failure", async () => {
  const failed = vi.fn();
  const ask = vi.fn(async (ids: string[]) => answer(ids)).mockRejectedValueOnce({ subject: "vault", type: "busy" });
  const rolling = new RollingCodes(ask, failed);
  rolling.show(["a"]);
  await vi.advanceTimersByTimeAsync(1100);
  expect(failed).toHaveBeenCalledExactlyOnceWith({ subject: "vault", type: "busy" });
  expect(rolling.code("a")).toBeDefined();
  rolling.stop();
});

it("keeps a code that does not expire", async () => {
  const rolling = new RollingCodes(async () => ({ codes: [], refresh_in_ms: null }), unexpected);
  rolling.show(["h"]);
  await vi.advanceTimersByTimeAsync(10);
  rolling.put({ id: "h", code: "123456", next: null, remaining_ms: null, period: null });
  expect(rolling.code("h")?.code).toBe("123456");
  expect(rolling.seconds("h")).toBeNull();
  expect(vi.getTimerCount()).toBe(0);
});
