using System.Management.Automation;
using Authentik.Book;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Creates objects from parameters, names, rows, an existing object as a template, or an object that they refer to.</summary>
public abstract class NewCommand : WriteCommand
{
    /// <summary>
    /// Specifies a name, a row whose columns are values, an object that serves as a template, or one that the new object refers to.
    /// </summary>
    [Parameter(ParameterSetName = ParameterSets.Input, Mandatory = true, ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private protected override PSObject? PipelineInput => InputObject;

    private protected override string Activity => $"Creating {Resource.Plural}";

    // A deserialized object is a template as the object was.
    private protected override bool SendsDeserialized => true;

    private protected override bool HasValues => PipedToNew.FindOther(Resource, InputObject) is null;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var target = ShowRecord() ?? FindTypedName();
        RunWithValues(target, static _ => NoColumns, (values, token) => CreateAsync(target ?? FindName(values), values, token));
    }

    private async Task CreateAsync(object? target, FieldValues values, CancellationToken cancellation)
    {
        var session = FindSession(InputObject?.BaseObject as AuthentikObject);
        var resource = GetClient(session, Resource);
        if (InputObject is not null)
        {
            var given = await CompleteAsync(InputObject, cancellation);
            new PipedToNew(Resource, HasScriptBlocks, session.ServerVersion, Log).Fill(values, given);
        }

        resource.Writer.RemoveReadOnlyColumns(values, isNew: true);
        resource.Writer.Derive(values);
        resource.Writer.Require(values, isNew: true);
        if (IsWhatIf)
        {
            await resource.Writer.WarnAboutMissingAsync(values, cancellation);
        }

        if (await ShouldAsync(Describe(FindName(values), session), $"Create with {values.Names()}"))
        {
            await StartAsync(target, async () => OutputObject.Prepare(await resource.Writer.NewAsync(values, cancellation), Resource));
        }
    }

    // Lists of a family have only the family's fields.
    private async Task<PSObject> CompleteAsync(PSObject given, CancellationToken cancellation) =>
        given.BaseObject is AuthentikObject { Session: { } origin } template && ObjectTemplate.IsPartial(Resource, template)
            ? new PSObject(await GetClient(origin, Resource).Reader.FindWholeAsync(Resource.MakeIdentity(template), cancellation))
            : given;

    private object? FindTypedName() => Resource.Names
        .Select(name => Resource.GetField(name).Parameter)
        .Where(parameter => parameter is not null && MyInvocation.BoundParameters.ContainsKey(parameter))
        .Select(parameter => MyInvocation.BoundParameters[parameter!])
        .FirstOrDefault(name => !ScriptBlockValue.TryFind(name, out _));

    private string? FindName(FieldValues values) =>
        Resource.Names.Select(values.Get).FirstOrDefault(name => name is string) as string;
}

/// <summary>Copies the writable fields of an existing object to a new one.</summary>
internal static class ObjectTemplate
{
    /// <summary>
    /// Adds the values of the template for which no value was specified. Secrets and fields that have to be unique are omitted, and so
    /// are fields that the template's server returns but doesn't accept.
    /// </summary>
    public static void Fill(FieldValues values, Resource resource, AuthentikObject template)
    {
        foreach (var field in resource.Fields.Where(field => IsCopied(field, template) && !values.Has(field.Name)))
        {
            if (template.ValueOf(field.Name) is { } value)
            {
                values.Set(field, ConvertId(field, value));
            }
            else if (field is { IsResent: true, IsNullable: true, OneOf: null } && template.Has(field.Name))
            {
                // A field that every change has to send has to be sent for a new object, too.
                values.Set(field, null);
            }
        }
    }

    /// <summary>True if the template lacks fields that its server has.</summary>
    public static bool IsPartial(Resource resource, AuthentikObject template) =>
        template.Resource?.Noun == resource.Noun
        && resource.Offers(Feature.Detail)
        && template.Session?.ServerVersion is { } version
        && resource.Fields.Any(field =>
            IsCopied(field, template) && field.Readable.Contains(version) && !template.Has(field.Name));

    private static bool IsCopied(Field field, AuthentikObject template) =>
        field is { Parameter: not null, IsSecret: false, IsUnique: false }
        && field.SentBy.HasFlag(Operations.New)
        && (template.Session?.ServerVersion is not { } version || field.Writable.Contains(version));

    // An id in the template refers to another object, as if the id had been typed.
    private static object ConvertId(Field field, object value) =>
        field.Type == FieldType.Reference ? FieldConverter.Convert(field, value)! : value;
}
