namespace Versori.Connectors;

/// <summary>
/// How one field of a form or a multipart body is written (OpenAPI 3.1 §4.8.15, Encoding Object). If a style, explode
/// or reserved characters are given, the field of a form is written as a query parameter would be. Otherwise the media
/// type determines how it is written.
/// </summary>
public sealed record FieldEncoding
{
    /// <summary>
    /// The media type of the field; of several, separated by commas, the first is used. Default: JSON for objects,
    /// <c>text/plain</c> for other values, <c>application/octet-stream</c> for files. A list is written as one field
    /// for each item.
    /// </summary>
    public string? ContentType { get; init; }

    /// <summary>How lists and objects are written in a form. Default: <c>form</c>.</summary>
    public ParameterStyle? Style { get; init; }

    /// <summary>
    /// Whether each item of a list or an object becomes a field of its own. Default: yes for the form style, no for
    /// others.
    /// </summary>
    public bool? Explode { get; init; }

    /// <summary>Whether reserved characters are written without percent-encoding in a form. Default: no.</summary>
    public bool AllowReserved { get; init; }
}
