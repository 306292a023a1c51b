namespace Versori.Connectors.Expressions;

/// <summary>Values that are worked out when a template asks for them, such as those of a request.</summary>
internal interface ITemplateValueSource
{
    /// <summary>Finds what is known under a name.</summary>
    bool TryGet(string name, out TemplateValue value);
}
