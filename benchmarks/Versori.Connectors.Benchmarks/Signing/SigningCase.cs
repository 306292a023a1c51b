namespace Versori.Connectors.Benchmarks.Signing;

/// <summary>A method that signs each request, and its bare cryptography.</summary>
/// <param name="Name">The name.</param>
/// <param name="Method">The method.</param>
/// <param name="Fields">The credential's fields.</param>
/// <param name="Bare">The same hash or signature over the same number of bytes.</param>
internal sealed record SigningCase(
    string Name, AuthMethod Method, IReadOnlyDictionary<string, string> Fields, Action Bare)
{
    public override string ToString() => Name;
}
