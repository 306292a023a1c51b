using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Versori.Connectors.EntityFrameworkCore.Database;

namespace Versori.Connectors.EntityFrameworkCore.Secrets;

/// <summary>
/// Encrypts and opens values. Every value has a purpose of its own, made of all parts of its reference, so that a ciphertext
/// that was copied to another row does not open.
/// </summary>
internal sealed class SecretProtection(KeyRing ring, IServiceProvider services, TimeProvider time) : IDisposable
{
    /// <summary>The format of what is written: UTF-8 under the purposes below.</summary>
    public const int CurrentFormat = 1;

    private const string Purpose = "Versori.Connectors.Secrets";
    private const string PurposeFormat = "1";

    private static readonly TimeSpan ReopenInterval = TimeSpan.FromSeconds(30);
    private static readonly UTF8Encoding Text = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Lock _lock = new();
    private readonly List<IDisposable> _owned = [];
    private IDataProtectionProvider? _provider;
    private long _openedAt;

    /// <summary>Sees to it that there is a key, and that it can be used.</summary>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            var held = await ring.LockAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                Provider().CreateProtector(Purpose, "check").Protect([]);
            }
            finally
            {
                if (held is not null) await held.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw StoreFailures.IsDiskFull(exception)
                ? new ConnectorStoreException(ConnectorStoreFailure.Full, "There is no room left for the key ring.", exception)
                : new ConnectorStoreException(ConnectorStoreFailure.InvalidConfiguration, "The key ring cannot be used to encrypt secrets.", exception);
        }
    }

    public byte[] Protect(SecretReference reference, Secret value)
    {
        byte[] clear;
        try
        {
            clear = Text.GetBytes(value.Reveal());
        }
        catch (EncoderFallbackException)
        {
            // Its own message quotes a character of the value.
            throw new ConnectorStoreException(ConnectorStoreFailure.Failed, $"The value of {reference} holds half a character (a lone surrogate) and cannot be kept.");
        }

        try
        {
            return Protector(Provider(), reference).Protect(clear);
        }
        catch (CryptographicException exception)
        {
            throw KeysAway(exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    /// <summary>Opens a value; <see langword="false"/> when its key is gone, or it was made for another reference.</summary>
    public bool TryUnprotect(SecretReference reference, byte[] value, [NotNullWhen(true)] out Secret? secret)
    {
        secret = null;
        if (!TryOpen(provider => Protector(provider, reference).Unprotect(value), out var clear)) return false;
        secret = new Secret(Text.GetString(clear));
        CryptographicOperations.ZeroMemory(clear);
        return true;
    }

    /// <summary>Encrypts a value anew if a newer key is in use; <see langword="null"/> when it is under the newest already.</summary>
    /// <returns>Whether the value can be opened.</returns>
    public bool TryRenew(SecretReference reference, byte[] value, out byte[]? renewed)
    {
        renewed = null;
        var isOld = true;
        byte[] Open(IDataProtectionProvider provider) => Protector(provider, reference) is IPersistedDataProtector persisted
            ? persisted.DangerousUnprotect(value, ignoreRevocationErrors: true, out isOld, out _)
            : Protector(provider, reference).Unprotect(value);

        if (!TryOpen(Open, out var clear)) return false;
        if (isOld) renewed = Protector(Provider(), reference).Protect(clear);
        CryptographicOperations.ZeroMemory(clear);
        return true;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var owned in _owned) owned.Dispose();
            _owned.Clear();
        }
    }

    private static IDataProtector Protector(IDataProtectionProvider provider, SecretReference reference) =>
        provider.CreateProtector(Purpose, PurposeFormat, reference.Scope.Kind, reference.Scope.Id, reference.Name, reference.Version);

    private bool TryOpen(Func<IDataProtectionProvider, byte[]> open, [NotNullWhen(true)] out byte[]? clear)
    {
        while (true)
        {
            try
            {
                clear = open(Provider());
                return true;
            }
            catch (CryptographicException exception) when (exception.InnerException is null or CryptographicException)
            {
                // Another process may have added the key since the ring was read.
                if (!Reopen())
                {
                    clear = null;
                    return false;
                }
            }
            catch (CryptographicException exception)
            {
                // Not the value but the place of the keys failed.
                throw KeysAway(exception);
            }
        }
    }

    private static ConnectorStoreException KeysAway(CryptographicException exception) =>
        new(ConnectorStoreFailure.Unavailable, "The key ring that secrets are encrypted with could not be read.", exception);

    private IDataProtectionProvider Provider()
    {
        lock (_lock) return _provider ?? Open();
    }

    private bool Reopen()
    {
        lock (_lock)
        {
            if (ring.IsHosts || time.GetElapsedTime(_openedAt) < ReopenInterval) return false;
            Open();
            return true;
        }
    }

    private IDataProtectionProvider Open()
    {
        var (provider, owned) = ring.Open(services);
        if (owned is not null) _owned.Add(owned);
        // The last one may still be at work; the one before it was given up half a minute ago at least.
        while (_owned.Count > 2)
        {
            _owned[0].Dispose();
            _owned.RemoveAt(0);
        }

        _openedAt = time.GetTimestamp();
        return _provider = provider;
    }
}
