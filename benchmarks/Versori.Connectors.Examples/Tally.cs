using System.Globalization;

namespace Versori.Connectors.Examples;

/// <summary>Counts of one document, or of all.</summary>
internal sealed class Tally(string name)
{
    public const string Header = "document                     endpoints  required      all  schemas only  "
        + "sent   wrong url  no credential  untyped";

    public int Endpoints { get; set; }

    public int Required { get; set; }

    public int All { get; set; }

    public int SchemasOnly { get; set; }

    public int Sent { get; set; }

    public int WrongUrl { get; set; }

    public int MissingCredential { get; set; }

    public int Untyped { get; set; }

    public void Add(Tally other)
    {
        Endpoints += other.Endpoints;
        Required += other.Required;
        All += other.All;
        SchemasOnly += other.SchemasOnly;
        Sent += other.Sent;
        WrongUrl += other.WrongUrl;
        MissingCredential += other.MissingCredential;
        Untyped += other.Untyped;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-28} {Endpoints,9} {Required,9} {All,8} {SchemasOnly,13} {Sent,5} "
            + $"{WrongUrl,11} {MissingCredential,14} {Untyped,8}");
}
