using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Versori.Connectors.EntityFrameworkCore.Database;

namespace Versori.Connectors.EntityFrameworkCore.Secrets;

/// <summary>
/// Encrypts and decrypts values. Every value has its own purpose, made of all parts of its reference, so that a
/// ciphertext that was copied to another row cannot be decrypted.
/// </summary>
internal sealed class SecretProtection(KeyRing ring, IServiceProvider services, TimeProvider time) : IDisposable
{
    /// <summary>The format of the ciphertext: UTF-8 under the purposes below.</summary>
    public const int CurrentFormat = 1;

    private const string Purpose = "Versori.Connectors.Secrets";
    private const string PurposeFormat = "1";

    private static readonly UTF8Encoding Text = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly OpenKeyRing _ring = new(ring, services, time);

    /// <summary>Creates the first key if there is none, and checks that it can be used.</summary>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            var held = await ring.LockAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                _ring.Provider.CreateProtector(Purpose, "check").Protect([]);
            }
            finally
            {
                if (held is not null) await held.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception)
            when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(exception);
        }
    }

    public byte[] Protect(SecretReference reference, Secret value)
    {
        var clear = Encode(reference, value);
        try
        {
            return Protector(_ring.Provider, reference).Protect(clear);
        }
        catch (CryptographicException exception)
        {
            throw KeysUnavailable(exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    /// <summary>Decrypts a value.</summary>
    /// <returns>
    /// <see langword="false"/> if its key is not in the key ring, or the value was encrypted for another reference.
    /// </returns>
    public bool TryUnprotect(SecretReference reference, byte[] value, [NotNullWhen(true)] out Secret? secret)
    {
        secret = null;
        if (!TryDecrypt(provider => Protector(provider, reference).Unprotect(value), out var clear)) return false;
        secret = new Secret(Text.GetString(clear));
        CryptographicOperations.ZeroMemory(clear);
        return true;
    }

    /// <summary>Encrypts a value with the newest key.</summary>
    /// <param name="reference">The value's reference.</param>
    /// <param name="value">The encrypted value.</param>
    /// <param name="reencrypted"><see langword="null"/> if the value is encrypted with the newest key already.</param>
    /// <returns>Whether the value can be decrypted.</returns>
    public bool TryReencrypt(SecretReference reference, byte[] value, out byte[]? reencrypted)
    {
        reencrypted = null;
        var isOld = true;
        byte[] Decrypt(IDataProtectionProvider provider) =>
            Protector(provider, reference) is IPersistedDataProtector persisted
            ? persisted.DangerousUnprotect(value, ignoreRevocationErrors: true, out isOld, out _)
            : Protector(provider, reference).Unprotect(value);

        if (!TryDecrypt(Decrypt, out var clear)) return false;
        if (isOld) reencrypted = Protector(_ring.Provider, reference).Protect(clear);
        CryptographicOperations.ZeroMemory(clear);
        return true;
    }

    public void Dispose() => _ring.Dispose();

    private static byte[] Encode(SecretReference reference, Secret value)
    {
        try
        {
            return Text.GetBytes(value.Reveal());
        }
        catch (EncoderFallbackException)
        {
            // Its message quotes a character of the value.
            throw new ConnectorStoreException(
                ConnectorStoreFailure.Failed,
                $"The value of {reference} contains half a character (a lone surrogate) and cannot be stored.");
        }
    }

    private static IDataProtector Protector(
        IDataProtectionProvider provider, SecretReference reference) => provider.CreateProtector(
        Purpose, PurposeFormat, reference.Holder.Kind, reference.Holder.Id, reference.Name, reference.Version);

    private bool TryDecrypt(Func<IDataProtectionProvider, byte[]> decrypt, [NotNullWhen(true)] out byte[]? clear)
    {
        do
        {
            try
            {
                clear = decrypt(_ring.Provider);
                return true;
            }
            catch (CryptographicException exception) when (exception.InnerException is null or CryptographicException)
            {
                clear = null;
            }
            catch (CryptographicException exception)
            {
                // The keys could not be read. The value itself may be valid.
                throw KeysUnavailable(exception);
            }
        }
        // Another process may have added the key after the key ring was read.
        while (_ring.TryReopen());
        return false;
    }

    private static ConnectorStoreException Unusable(Exception exception) => StoreFailures.IsDiskFull(exception)
        ? new(ConnectorStoreFailure.OutOfSpace, "The disk of the key ring is full.", exception)
        : new(ConnectorStoreFailure.InvalidConfiguration, "The key ring cannot be used to encrypt secrets.", exception);

    private static ConnectorStoreException KeysUnavailable(CryptographicException exception) =>
        new(ConnectorStoreFailure.Unavailable, "The key ring that encrypts secrets could not be read.", exception);
}
