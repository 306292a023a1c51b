using Versori.Connectors.Authentication.HttpMessageSignatures;

namespace Versori.Connectors.Webhooks;

/// <summary>A signature as it came in (RFC 9421 §4).</summary>
/// <param name="Label">Its label.</param>
/// <param name="Input">Its components and parameters, exactly as they were written: they are signed so.</param>
/// <param name="Components">The components that it covers, in their order.</param>
/// <param name="Parameters">Its parameters (RFC 9421 §2.3), texts without their quotation marks.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">When it is no longer good.</param>
/// <param name="Bytes">The signature.</param>
internal sealed record ReceivedSignature(
    string Label,
    string Input,
    IReadOnlyList<SignatureComponent> Components,
    IReadOnlyDictionary<string, string> Parameters,
    DateTimeOffset? Created,
    DateTimeOffset? Expires,
    byte[] Bytes)
{
    public string? Parameter(string name) => Parameters.GetValueOrDefault(name);

    /// <summary>Whether a component is covered, by itself or as a part of another (RFC 9421 §2.2).</summary>
    public bool Covers(string name) => Components.Any(component => component.Text == name || component.Name switch
    {
        "@target-uri" => name is "@scheme" or "@authority" or "@path" or "@query",
        "@request-target" => name is "@path" or "@query",
        _ => false,
    });

    public override string ToString() => Label;
}
