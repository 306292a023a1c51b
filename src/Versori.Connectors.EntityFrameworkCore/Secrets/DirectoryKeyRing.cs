using Microsoft.AspNetCore.DataProtection;
using Versori.Connectors.EntityFrameworkCore.Database;

namespace Versori.Connectors.EntityFrameworkCore.Secrets;

/// <summary>A key ring in a folder that only this user can read.</summary>
internal sealed class DirectoryKeyRing(string path) : SeparateKeyRing(builder => Configure(builder, path))
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public override async ValueTask<IAsyncDisposable?> LockAsync(CancellationToken cancellationToken)
    {
        Create(path);
        return await FileLock.AcquireAsync(Path.Combine(path, ".lock"), cancellationToken).ConfigureAwait(false);
    }

    private static void Configure(IDataProtectionBuilder builder, string path)
    {
        builder.PersistKeysToFileSystem(Create(path));
        if (OperatingSystem.IsWindows()) builder.ProtectKeysWithDpapi();
    }

    private static DirectoryInfo Create(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, OwnerOnly);
}
