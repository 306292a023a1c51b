namespace Versori.Connectors.EntityFrameworkCore;

/// <summary>What came of encrypting secrets anew.</summary>
/// <param name="Reencrypted">How many are under the newest key now and were not before.</param>
/// <param name="Current">How many were under the newest key already.</param>
/// <param name="Unreadable">How many cannot be opened: their connections have to be connected again.</param>
public sealed record SecretReencryptionResult(long Reencrypted, long Current, long Unreadable);
