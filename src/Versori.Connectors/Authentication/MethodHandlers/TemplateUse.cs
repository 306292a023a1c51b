namespace Versori.Connectors.Authentication;

/// <summary>A template in a definition: where it stands, and whether it is a URL.</summary>
internal readonly record struct TemplateUse(string Pointer, string Text, bool IsUrl = false)
{
    /// <summary>Whether it is put on requests, and may use what is known of each: <c>request.path</c> and its like.</summary>
    public bool IsOnRequests { get; init; }

    /// <summary>A name that it may use besides, and no other template of the method.</summary>
    public string? AlsoKnows { get; init; }
}
