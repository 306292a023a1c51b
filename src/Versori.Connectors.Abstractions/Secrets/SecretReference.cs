namespace Versori.Connectors;

/// <summary>Refers to one version of a secret in the secret store. It is not secret itself.</summary>
/// <param name="Scope">The owner.</param>
/// <param name="Name">The secret's name within its owner.</param>
/// <param name="Version">The version, given by the store; a written version never changes.</param>
public readonly record struct SecretReference(SecretScope Scope, string Name, string Version)
{
    /// <summary><c>kind/id/name/version</c>.</summary>
    public override string ToString() => $"{Scope}/{Name}/{Version}";
}
