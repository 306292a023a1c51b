namespace Versori.Connectors.EntityFrameworkCore;

/// <summary>The result of re-encrypting secrets.</summary>
/// <param name="Reencrypted">How many were encrypted again, with the newest key.</param>
/// <param name="AlreadyCurrent">How many were encrypted with the newest key already.</param>
/// <param name="Unreadable">How many cannot be decrypted: their connections must be connected again.</param>
public sealed record SecretReencryptionResult(long Reencrypted, long AlreadyCurrent, long Unreadable);
