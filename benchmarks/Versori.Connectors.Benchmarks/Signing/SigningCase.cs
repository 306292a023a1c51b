namespace Versori.Connectors.Benchmarks.Signing;

/// <summary>A method that signs each request, beside what its cryptography alone costs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">The method.</param>
/// <param name="Fields">The credential's fields.</param>
/// <param name="Bare">The same hash or signature over as many bytes.</param>
internal sealed record SigningCase(string Name, AuthMethod Method, IReadOnlyDictionary<string, string> Fields, Action Bare)
{
    public override string ToString() => Name;
}
