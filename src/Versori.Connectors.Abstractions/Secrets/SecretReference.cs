namespace Versori.Connectors;

/// <summary>Refers to one version of a secret in the secret store. The reference itself is not secret.</summary>
/// <param name="Holder">The holder of the secret.</param>
/// <param name="Name">The secret's name, unique within its holder.</param>
/// <param name="Version">The version, which the store assigns. A written version never changes.</param>
public readonly record struct SecretReference(SecretHolder Holder, string Name, string Version)
{
    /// <summary>Returns <c>kind/id/name/version</c>.</summary>
    public override string ToString() => $"{Holder}/{Name}/{Version}";
}
