namespace Versori.Connectors.Maintenance;

/// <summary>The owner of secrets, as it was read.</summary>
/// <param name="Scope">The scope of its secrets.</param>
/// <param name="Exists">Whether it exists.</param>
/// <param name="IsOrphaned">Whether it does not refer to one of its secrets.</param>
internal readonly record struct SecretOwner(SecretHolder Scope, bool Exists, Func<SecretReference, bool> IsOrphaned);
