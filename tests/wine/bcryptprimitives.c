/* Only for tests under Wine 8, which lacks this library. Rust's standard library uses one function of
   it, for random bytes. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *bytes, SIZE_T count)
{
    while (count > 0) {
        ULONG part = count > 0x10000 ? 0x10000 : (ULONG)count;
        if (!RtlGenRandom(bytes, part))
            return FALSE;
        bytes += part;
        count -= part;
    }
    return TRUE;
}
