namespace Versori.Connectors;

/// <summary>A field of an endpoint's body that goes into the header of the SOAP envelope.</summary>
public sealed record SoapHeaderPart
{
    /// <summary>The name of the field.</summary>
    public required string Field { get; init; }

    /// <summary>The name of the header's element. Default: the name of the field.</summary>
    public string? Element { get; init; }

    /// <summary>The namespace of the header's element and its fields. Default: that of the operation.</summary>
    public string? Namespace { get; init; }

    /// <summary>
    /// Whether the external system must refuse the request if it does not know the header (SOAP 1.1 §4.2.3). Default:
    /// no.
    /// </summary>
    public bool MustUnderstand { get; init; }
}
